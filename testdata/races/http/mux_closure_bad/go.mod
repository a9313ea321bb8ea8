module example.com/http/mux_closure_bad

go 1.24
