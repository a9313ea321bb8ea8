module example.com/guard/encoder_called_bad

go 1.24
