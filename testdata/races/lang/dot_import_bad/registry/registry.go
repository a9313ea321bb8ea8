package registry

// Drivers lists the known drivers.
var Drivers = map[string]int{}

// Add registers a driver.
func Add(name string) {
	Drivers[name]++ // want? "GMC00[12]"
}
