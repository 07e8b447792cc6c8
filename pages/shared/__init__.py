"""What pages share: the page's frame, and the simulator's state, sliders and board."""
