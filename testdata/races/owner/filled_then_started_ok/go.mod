module example.com/owner/filled_then_started_ok

go 1.24
