module example.com/locks/rlock_lazy_init_bad

go 1.24
