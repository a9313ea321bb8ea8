module example.com/guard/promised_safe_ok

go 1.24
