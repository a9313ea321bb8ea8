module example.com/owner/stopped_then_copied_ok

go 1.24
