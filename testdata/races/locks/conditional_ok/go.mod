module example.com/locks/conditional_ok

go 1.24
