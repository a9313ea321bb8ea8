package shop

import "net/http"

var carts = map[string][]string{}

func addItem(w http.ResponseWriter, r *http.Request) {
	user, item := r.FormValue("user"), r.FormValue("item")
	carts[user] = append(carts[user], item) // want? "GMC00[12]"
	w.WriteHeader(http.StatusCreated)
}

func clearCart(w http.ResponseWriter, r *http.Request) {
	delete(carts, r.FormValue("user")) // want? "GMC00[12]"
}

// Routes registers the shop.
func Routes(mux *http.ServeMux) {
	mux.HandleFunc("/add", addItem)
	mux.HandleFunc("/clear", clearCart)
}
