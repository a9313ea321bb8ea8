module example.com/guard/kept_action_bad

go 1.24
