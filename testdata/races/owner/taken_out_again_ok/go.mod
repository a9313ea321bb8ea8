module example.com/owner/taken_out_again_ok

go 1.24
