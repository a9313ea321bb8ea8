module example.com/guard/owner_holds_for_parts_ok

go 1.24
