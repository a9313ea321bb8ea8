module example.com/owner/stopped_before_reload_ok

go 1.24
