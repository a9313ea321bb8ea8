module example.com/guard/session_holds_lock_ok

go 1.24
