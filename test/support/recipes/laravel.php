<?php
// As much of Laravel as the recipe uses, for PHP's own server: each request is a process of its own, and rows are in a file.

declare(strict_types=1);

namespace {
    final class HttpAborted extends RuntimeException {}
    final class Rows
    {
        public static function read(): array
        {
            return json_decode(@file_get_contents(getenv('SHOP_FILE')) ?: '{"orders":[],"kasir_events":[]}', true);
        }
        public static function write(array $all): void { file_put_contents(getenv('SHOP_FILE'), json_encode($all)); }
        public static function merge(string $id, array $columns): void
        {
            $all = self::read();
            $all['orders'][$id] = $columns + ($all['orders'][$id] ?? []);
            self::write($all);
        }
    }
    function config(string $name): string
    {
        return (require recipe('config/kasir.php'))[explode('.', $name)[1]];
    }
    function env(string $name): string { return (string) getenv($name); }
    function recipe(string $path): string { return getenv('RECIPE') . "/laravel/$path"; }
    function url(string $path): string { return getenv("SHOP_URL") . $path; }
    function redirect(string $path, int $status): Illuminate\Http\RedirectResponse
    {
        return new Illuminate\Http\RedirectResponse('', $status, ['Location' => $path]);
    }
    function abort_if(bool $condition, int $status, string $text): void
    {
        if ($condition) { throw new HttpAborted($text, $status); }
    }
    function response(string $content = '', int $status = 200): object
    {
        return new class ($content, $status) extends Illuminate\Http\Response {
            public function noContent(): Illuminate\Http\Response { return new Illuminate\Http\Response('', 204); }
            public function view(string $name, array $values): Illuminate\Http\Response
            {
                return new Illuminate\Http\Response(blade($name, $values));
            }
        };
    }
    function blade(string $name, array $values): string
    {
        $text = file_get_contents(recipe("resources/views/$name.blade.php"));
        $text = preg_replace('/\{\{ (.+?) \}\}/', '<?= htmlspecialchars((string) ($1)) ?>', $text);
        $text = preg_replace('/^@if (\(.+\))$/m', '<?php if $1: ?>', $text);
        $text = str_replace(['@endif', '@csrf'], ['<?php endif ?>', ''], $text);
        extract($values);
        ob_start();
        eval("?>$text");
        return ob_get_clean();
    }
}

namespace Illuminate\Http {
    class Response
    {
        public function __construct(public string $content = '', public int $status = 200, public array $headers = []) {}
        public function header(string $name, string $value): static { $this->headers[$name] = $value; return $this; }
    }
    class RedirectResponse extends Response {}
    class Request
    {
        public object $headers;
        public function __construct()
        {
            $this->headers = new class {
                public function all(): array
                {
                    return array_map(fn ($value) => [$value], array_change_key_case(getallheaders()));
                }
            };
        }
        public function getContent(): string { return file_get_contents('php://input'); }
        public function input(string $name, mixed $other): mixed { return $_POST[$name] ?? $other; }
    }
}

namespace Illuminate\Foundation\Http\Middleware {
    class VerifyCsrfToken {}
}

namespace Illuminate\Database\Eloquent\Concerns {
    trait HasUuids {}
}

namespace Illuminate\Database\Eloquent {
    class Model
    {
        private array $row = [];
        public function __get(string $name): mixed { return $this->row[$name] ?? null; }
        public function __set(string $name, mixed $value): void { $this->row[$name] = $value; }
        public static function create(array $columns): static
        {
            $made = new static();
            if (array_diff(array_keys($columns), $made->fillable) !== []) { throw new \LogicException('not fillable'); }
            // A column without a default of the model has that of the database.
            $made->row = $columns + $made->attributes + ['id' => bin2hex(random_bytes(8)), 'checkout_id' => null];
            $made->save();
            return $made;
        }
        public static function find(string $id): ?static
        {
            $row = \Rows::read()['orders'][$id] ?? null;
            if ($row === null) { return null; }
            $found = new static();
            $found->row = $row;
            return $found;
        }
        public static function whereKey(string $id): object
        {
            return new class ($id, static::class) {
                public function __construct(private string $id, private string $class) {}
                public function lockForUpdate(): static { return $this; }
                public function first(): ?Model { return $this->class::find($this->id); }
                public function update(array $columns): void { \Rows::merge($this->id, $columns); }
            };
        }
        public function save(): void { \Rows::merge($this->id, $this->row); }
    }
}

namespace Illuminate\Support\Facades {
    class DB
    {
        public static function transaction(callable $work): void { $work(); }
        public static function table(string $name): object
        {
            return new class ($name) {
                public function __construct(private string $name) {}
                public function insertOrIgnore(array $row): int
                {
                    $all = \Rows::read();
                    if (in_array($row['id'], $all[$this->name], true)) { return 0; }
                    $all[$this->name][] = $row['id'];
                    \Rows::write($all);
                    return 1;
                }
            };
        }
    }
    class Route
    {
        public static array $routes = [];
        public static function view(string $path, string $name): void {}
        public static function get(string $path, mixed $action): object { return self::add("GET $path", $action); }
        public static function post(string $path, mixed $action): object { return self::add("POST $path", $action); }
        private static function add(string $route, mixed $action): object
        {
            self::$routes[$route] = $action;
            return new class { public function withoutMiddleware(string $class): void { class_exists($class) || exit(1); } };
        }
    }
}

namespace {
    require getenv('RECIPE') . '/Kasir.php';
    require recipe('app/Models/Order.php');
    require recipe('app/Http/Controllers/OrderController.php');
    require recipe('app/Http/Controllers/KasirWebhookController.php');
    require recipe('routes/web.php');

    $path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
    $id = preg_match('~^/orders/(.+)$~', $path, $found) === 1 ? $found[1] : null;
    $route = "$_SERVER[REQUEST_METHOD] " . ($id === null ? $path : '/orders/{order}');
    $action = Illuminate\Support\Facades\Route::$routes[$route] ?? null;
    $given = $id === null ? new Illuminate\Http\Request() : App\Models\Order::find($id);
    if ($action === null || $given === null) { http_response_code(404); return; }
    [$class, $method] = is_array($action) ? $action : [$action, '__invoke'];
    try {
        $answer = (new $class())->$method($given);
    } catch (HttpAborted $aborted) {
        $answer = new Illuminate\Http\Response($aborted->getMessage(), $aborted->getCode());
    }
    http_response_code($answer->status);
    foreach ($answer->headers as $name => $value) { header("$name: $value", true, $answer->status); }
    echo $answer->content;
}
