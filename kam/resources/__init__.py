"""What a step needs: people-days, experts, events, materials, budget, samples."""
