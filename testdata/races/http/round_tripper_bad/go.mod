module example.com/http/round_tripper_bad

go 1.24
