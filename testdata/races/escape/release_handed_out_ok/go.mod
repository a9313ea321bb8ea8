module example.com/escape/release_handed_out_ok

go 1.24
