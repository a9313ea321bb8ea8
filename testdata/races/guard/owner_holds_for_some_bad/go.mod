module example.com/guard/owner_holds_for_some_bad

go 1.24
