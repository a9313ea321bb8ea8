module example.com/guard/option_set_later_bad

go 1.24
