module example.com/start/closure_field_bad

go 1.24
