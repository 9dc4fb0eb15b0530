import 'pledgemark/react';
