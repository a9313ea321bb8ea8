module example.com/locks/package_level_ok

go 1.24
