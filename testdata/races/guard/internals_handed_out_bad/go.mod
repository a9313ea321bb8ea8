module example.com/guard/internals_handed_out_bad

go 1.24
