module example.com/owner/decoded_per_call_ok

go 1.24
