module example.com/guard/caller_holds_bad

go 1.24
