module example.com/guard/kept_action_ok

go 1.24
