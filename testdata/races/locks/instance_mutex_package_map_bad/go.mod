module example.com/locks/instance_mutex_package_map_bad

go 1.24
