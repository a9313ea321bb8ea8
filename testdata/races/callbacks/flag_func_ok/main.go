// race: no

// flag.Func calls its function while the arguments are parsed.
package main

import (
	"flag"
	"strings"
)

func main() {
	defines := map[string]string{}
	flags := flag.NewFlagSet("build", flag.ContinueOnError)
	flags.Func("D", "define name=value", func(text string) error {
		name, value, _ := strings.Cut(text, "=")
		defines[name] = value
		return nil
	})
	if err := flags.Parse([]string{"-D", "a=1", "-D", "b=2"}); err != nil {
		panic(err)
	}
	defines["built"] = "yes"
}
