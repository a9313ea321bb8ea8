module example.com/owner/taken_out_again_bad

go 1.24
