module example.com/owner/handled_events_bad

go 1.24
