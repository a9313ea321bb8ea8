module example.com/guard/internals_handed_out_ok

go 1.24
