module example.com/callbacks/options_literal_ok

go 1.24
