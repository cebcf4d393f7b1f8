package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"sync"
)

// Order is one of the shop's.
type Order struct {
	ID, Currency, Status, CheckoutID, Review string
	Amount, Refunded, Sequence               int64
}

// Orders is a file that stands in for your database: what matters is that an event's id and what it changes are stored
// together, before the webhook is acknowledged.
type Orders struct {
	mutex sync.Mutex
	path  string
	data  struct {
		Orders map[string]Order
		Events map[string]bool
	}
}

func openOrders(path string) *Orders {
	o := &Orders{path: path}
	text, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(text, &o.data)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		panic(err)
	}
	if o.data.Orders == nil {
		o.data.Orders, o.data.Events = map[string]Order{}, map[string]bool{}
	}
	return o
}

func (o *Orders) store() error {
	text, err := json.Marshal(o.data)
	if err != nil {
		return err
	}
	if err := os.WriteFile(o.path+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(o.path+".new", o.path)
}

func (o *Orders) Place(amount int64, currency string) (Order, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	order := Order{ID: newKey(), Amount: amount, Currency: currency, Status: "pending"}
	o.data.Orders[order.ID] = order
	return order, o.store()
}

func (o *Orders) Find(id string) (Order, bool) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	order, found := o.data.Orders[id]
	return order, found
}

func (o *Orders) RememberCheckout(id, checkoutID string) error {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	order := o.data.Orders[id]
	order.CheckoutID = checkoutID
	o.data.Orders[id] = order
	return o.store()
}

// Apply applies an event once, however often it arrives.
func (o *Orders) Apply(id string, event Event) error {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.data.Events[id] {
		return nil
	}
	o.data.Events[id] = true
	if checkout := event.Data.Checkout; checkout != nil {
		order, found := o.data.Orders[checkout.Reference]
		if found && (order.CheckoutID == "" || order.CheckoutID == checkout.ID) {
			o.data.Orders[order.ID] = follow(order, event)
		}
	}
	if err := o.store(); err != nil {
		delete(o.data.Events, id)
		return err
	}
	return nil
}

// follow brings an order in line with an event, which may come late, twice, or after a later one.
//
// The views say how things are, so the order follows them. The type is needed only for what is done once, and only if no
// later event was seen: the views of a late event are those of the moment it was sent, its type is history.
func follow(order Order, event Event) Order {
	checkout, sequence := event.Data.Checkout, event.Data.Sequence
	isLate := sequence < order.Sequence
	order.CheckoutID = checkout.ID
	if !isLate {
		order.Sequence = sequence
	}
	var refunded int64
	for _, payment := range checkout.Payments {
		refunded += payment.RefundedAmount
	}
	if refunded > order.Refunded {
		order.Refunded = refunded
	}
	switch {
	case checkout.Status == "paid" && order.Status != "paid":
		// Here the goods go out, once: "paid" is never left.
		order.Status = "review"
		if checkout.Amount == order.Amount && checkout.Currency == order.Currency {
			order.Status = "paid"
		}
	case (checkout.Status == "expired" || checkout.Status == "canceled") && order.Status == "pending":
		order.Status = checkout.Status
	}
	// A person has to decide: see "Reviews" in the server's README.
	if event.Type == "payment.review_required" && !isLate {
		order.Review = "unknown"
		if event.Data.Payment != nil && event.Data.Payment.Review != "" {
			order.Review = event.Data.Payment.Review
		}
	}
	return order
}
