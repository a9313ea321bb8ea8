module example.com/locks/callee_pauses_ok

go 1.24
