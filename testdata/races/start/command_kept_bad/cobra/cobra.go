// Package cobra stands in for the module of that name.
package cobra

import "reflect"

type Command struct {
	Use string
	Run func(cmd *Command, args []string)
}

// Execute runs the command in a way that cannot be followed.
func (c *Command) Execute() error {
	run := reflect.ValueOf(c).Elem().FieldByName("Run")
	run.Call([]reflect.Value{reflect.ValueOf(c), reflect.ValueOf([]string(nil))})
	return nil
}
