import '@kasir/widget/define';

const settings = new URLSearchParams(location.search);
const element = document.createElement('kasir-checkout');
element.bff = settings.get('bff') ?? '';
element.token = settings.get('token') ?? '';
element.addEventListener('kasir-paid', ({ detail }) => {
  document.documentElement.dataset['paid'] = detail.id;
});
document.body.append(element);
