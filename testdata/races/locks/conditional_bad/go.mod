module example.com/locks/conditional_bad

go 1.24
