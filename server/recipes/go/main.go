// A whole shop in Go's standard library: go run .
package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

var (
	kasir  = Kasir{URL: strings.TrimRight(os.Getenv("KASIR_URL"), "/"), APIKey: os.Getenv("KASIR_API_KEY")}
	orders = openOrders(envOr("SHOP_FILE", "orders.json"))
	prices = map[string]int64{"tea": 45_000, "cup": 105_000}
)

func main() {
	http.HandleFunc("/", shop)
	http.HandleFunc("/orders", place)
	http.HandleFunc("/orders/", show)
	http.HandleFunc("/order.js", script)
	http.HandleFunc("/webhooks/kasir", webhook)
	log.Fatal(http.ListenAndServe(":"+envOr("PORT", "3000"), nil))
}

func shop(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, `<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tea house</title>
<form method="post" action="/orders">
  <label><input type="checkbox" name="goods" value="tea" checked> Tea, Rp45.000</label>
  <label><input type="checkbox" name="goods" value="cup" checked> Cup, Rp105.000</label>
  <button>Order</button>
</form>
</html>`)
}

func place(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost || r.ParseForm() != nil {
		http.Error(w, "POST a form", http.StatusMethodNotAllowed)
		return
	}
	// The amount is the shop's: a browser names goods, never a price.
	var amount int64
	for _, name := range r.PostForm["goods"] {
		amount += prices[name]
	}
	if amount == 0 {
		http.Error(w, "Choose something first.", http.StatusBadRequest)
		return
	}
	order, err := orders.Place(amount, "IDR")
	if err != nil {
		http.Error(w, "The order could not be stored.", http.StatusInternalServerError)
		return
	}
	http.Redirect(w, r, "/orders/"+order.ID, http.StatusSeeOther)
}

var page = template.Must(template.New("order").Parse(`<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Your order</title>
<p data-status="{{.Order.Status}}">Order {{.Order.ID}}: {{.Order.Status}}</p>
{{if .Token}}<script type="module" src="/order.js"></script>
<script type="module" src="{{.BFF}}/kasir.js"></script>
<kasir-checkout bff="{{.BFF}}" token="{{.Token}}"></kasir-checkout>{{end}}
</html>`))

//go:embed order.js
var orderScript string

func script(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	io.WriteString(w, orderScript)
}

// The script of the page asks for it when the token has ended.
func renew(w http.ResponseWriter, r *http.Request, id string) {
	order, found := orders.Find(id)
	if r.Method != http.MethodPost || !found || order.Status != "pending" {
		w.WriteHeader(http.StatusConflict)
		return
	}
	token, err := tokenFor(order)
	if err != nil {
		log.Print(err)
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	json.NewEncoder(w).Encode(map[string]string{"clientToken": token})
}

func show(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/orders/")
	if strings.HasSuffix(path, "/token") {
		renew(w, r, strings.TrimSuffix(path, "/token"))
		return
	}
	order, found := orders.Find(path)
	if !found {
		http.NotFound(w, r)
		return
	}
	token := ""
	if order.Status == "pending" {
		var err error
		if token, err = tokenFor(order); err != nil {
			log.Print(err)
			http.Error(w, "Payment is not available at the moment.", http.StatusBadGateway)
			return
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	page.Execute(w, map[string]any{"Order": order, "Token": token, "BFF": kasir.URL})
}

// The key makes a repeat harmless: after a crash between the two calls the same checkout is found again.
func tokenFor(order Order) (string, error) {
	if order.CheckoutID != "" {
		return kasir.RenewToken(order.CheckoutID)
	}
	checkout, err := kasir.CreateCheckout(map[string]any{
		"reference":   order.ID,
		"amount":      order.Amount,
		"currency":    order.Currency,
		"description": "Tea house",
		"returnUrl":   fmt.Sprintf("%s/orders/%s", os.Getenv("SHOP_URL"), order.ID),
	}, "checkout-of-"+order.ID)
	if err != nil {
		return "", err
	}
	return checkout.ClientToken, orders.RememberCheckout(order.ID, checkout.ID)
}

func webhook(w http.ResponseWriter, r *http.Request) {
	// The bytes, before anything decodes them: the signature covers them.
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil || !Verify(os.Getenv("KASIR_WEBHOOK_SECRET"), r.Header, body) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var event Event
	if json.Unmarshal(body, &event) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if err := orders.Apply(r.Header.Get("webhook-id"), event); err != nil {
		log.Print(err)
		w.WriteHeader(http.StatusInternalServerError) // It is sent again.
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func envOr(name, other string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return other
}
