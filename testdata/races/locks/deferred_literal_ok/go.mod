module example.com/locks/deferred_literal_ok

go 1.24
