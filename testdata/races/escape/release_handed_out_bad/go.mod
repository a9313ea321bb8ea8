module example.com/escape/release_handed_out_bad

go 1.24
