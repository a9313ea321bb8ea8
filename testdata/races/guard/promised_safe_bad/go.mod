module example.com/guard/promised_safe_bad

go 1.24
