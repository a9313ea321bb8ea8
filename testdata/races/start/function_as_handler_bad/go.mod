module example.com/start/function_as_handler_bad

go 1.24

require example.org/images v0.0.0

replace example.org/images => ./images
