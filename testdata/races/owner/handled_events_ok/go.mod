module example.com/owner/handled_events_ok

go 1.24
