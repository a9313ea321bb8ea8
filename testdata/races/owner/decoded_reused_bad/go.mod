module example.com/owner/decoded_reused_bad

go 1.24
