module example.com/real/debug_print_bad

go 1.24
