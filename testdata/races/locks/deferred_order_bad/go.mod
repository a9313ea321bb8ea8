module example.com/locks/deferred_order_bad

go 1.24
