module example.com/guard/caller_holds_ok

go 1.24
