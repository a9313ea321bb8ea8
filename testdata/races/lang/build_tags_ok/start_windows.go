package main

func start(name string) {
	record(name)
}

func wait() {}
