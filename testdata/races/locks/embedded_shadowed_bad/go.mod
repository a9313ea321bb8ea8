module example.com/locks/embedded_shadowed_bad

go 1.24
