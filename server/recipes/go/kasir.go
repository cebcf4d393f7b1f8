package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	tolerance = 300 * time.Second
	tries     = 4
)

// Kasir is what a shop asks of the server at URL, its PUBLIC_URL.
type Kasir struct{ URL, APIKey string }

// Problem is the server's refusal (RFC 9457). Code is stable.
type Problem struct {
	Status                  int
	Code, Detail, RequestID string
}

func (p Problem) Error() string {
	return fmt.Sprintf("%s: %s [request %s]", p.Code, p.Detail, p.RequestID)
}

// Checkout is the part of a checkout that this shop reads.
type Checkout struct {
	ID, Status, Reference, Currency, ClientToken string
	Amount                                       int64
	Payments                                     []Payment
}

// Payment likewise.
type Payment struct {
	ID, Status, Review string
	RefundedAmount     int64
}

// Event is a webhook's body.
type Event struct {
	Type string
	Data struct {
		Sequence int64
		Checkout *Checkout
		Payment  *Payment
	}
}

var client = http.Client{
	Timeout:       20 * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func (k Kasir) CreateCheckout(body map[string]any, key string) (made Checkout, err error) {
	err = k.post("/v1/checkouts", body, key, &made)
	return made, err
}

func (k Kasir) RenewToken(checkoutID string) (string, error) {
	var token struct{ ClientToken string }
	err := k.post("/v1/checkouts/"+checkoutID+"/token", map[string]any{}, newKey(), &token)
	return token.ClientToken, err
}

// Each repeat has the key of the first try. An error that is no Problem leaves open whether the call had its effect.
func (k Kasir) post(path string, body any, key string, into any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	for try := 1; ; try++ {
		wait := time.Second
		request, err := http.NewRequest(http.MethodPost, k.URL+path, bytes.NewReader(text))
		if err != nil {
			return err
		}
		request.Header.Set("Authorization", "Bearer "+k.APIKey)
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Idempotency-Key", key)
		answer, err := client.Do(request)
		if err == nil {
			err = read(answer, into)
			if seconds, bad := strconv.Atoi(answer.Header.Get("Retry-After")); bad == nil {
				wait = time.Duration(seconds) * time.Second
			}
			if err == nil || !isNotNow(answer.StatusCode) {
				return err
			}
		}
		if try == tries || wait > 30*time.Second {
			return fmt.Errorf("POST %s%s: %w", k.URL, path, err)
		}
		time.Sleep(wait)
	}
}

func read(answer *http.Response, into any) error {
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 4<<20))
	if err != nil {
		return err
	}
	if answer.StatusCode >= 200 && answer.StatusCode < 300 {
		return json.Unmarshal(text, into)
	}
	var problem Problem
	if json.Unmarshal(text, &problem) != nil || problem.Code == "" {
		return fmt.Errorf("status %d and no answer of Kasir's", answer.StatusCode)
	}
	return problem
}

func isNotNow(status int) bool {
	return status == 429 || status == 502 || status == 503 || status == 504
}

func newKey() string {
	bytes := make([]byte, 16)
	if _, err := rand.Read(bytes); err != nil {
		panic(err)
	}
	return hex.EncodeToString(bytes)
}

// Verify tells whether body, the bytes as they were received, is a genuine event (Standard Webhooks). secrets is
// KASIR_WEBHOOK_SECRET: several, comma-separated, while it is rotated.
func Verify(secrets string, header http.Header, body []byte) bool {
	id, timestamp := header.Get("webhook-id"), header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if id == "" || err != nil {
		return false
	}
	if age := time.Since(time.Unix(seconds, 0)); age > tolerance || age < -tolerance {
		return false
	}
	for _, secret := range strings.Split(secrets, ",") {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(strings.TrimSpace(secret), "whsec_"))
		// With an empty key anybody could sign.
		if err != nil || len(key) == 0 {
			continue
		}
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(id + "." + timestamp + "."))
		mac.Write(body)
		expected := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
		for _, given := range strings.Split(header.Get("webhook-signature"), " ") {
			if hmac.Equal([]byte(expected), []byte(given)) {
				return true
			}
		}
	}
	return false
}
