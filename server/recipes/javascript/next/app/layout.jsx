export const metadata = { title: 'Tea house' };
export const viewport = { width: 'device-width', initialScale: 1 };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
