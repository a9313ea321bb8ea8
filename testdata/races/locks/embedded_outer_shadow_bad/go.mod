module example.com/locks/embedded_outer_shadow_bad

go 1.24
